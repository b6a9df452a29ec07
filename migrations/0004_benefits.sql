-- What an insurance policy would pay, as a representative said on a given call.

CREATE TABLE insurance_policies (
    id TEXT PRIMARY KEY,
    -- A policy belongs to a participant, or to a caller who is not (yet) one.
    participant_id TEXT REFERENCES participants (id),
    first_call_id TEXT REFERENCES first_calls (id),
    payer TEXT NOT NULL,
    payer_phone TEXT,
    plan_name TEXT,
    -- HMO, EPO, PPO, POS, other
    plan_type TEXT NOT NULL,
    member_id TEXT NOT NULL,
    group_number TEXT,
    subscriber_name TEXT,
    -- self, spouse, child, other: what the person is to the subscriber
    subscriber_relation TEXT NOT NULL,
    subscriber_born_on TEXT,
    -- in, out, unknown: where our program stands with this plan
    network TEXT NOT NULL,
    effective_on TEXT,
    -- The last day of coverage, when it was known at recording.
    ends_on TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX insurance_policies_participant ON insurance_policies (participant_id);
CREATE INDEX insurance_policies_call ON insurance_policies (first_call_id);

-- The coverage was ended, by the payer or the employer: learned later than the policy was recorded.
CREATE TABLE policy_terminations (
    policy_id TEXT PRIMARY KEY REFERENCES insurance_policies (id),
    -- The last day of coverage.
    terminated_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE verifications (
    id TEXT PRIMARY KEY,
    policy_id TEXT NOT NULL REFERENCES insurance_policies (id),
    -- phone, portal
    method TEXT NOT NULL,
    representative TEXT,
    reference TEXT,
    spoken_at INTEGER NOT NULL,
    -- yes, no, unknown
    coverage_active TEXT NOT NULL,
    peer_support_covered TEXT NOT NULL,
    precertification TEXT NOT NULL,
    precertification_reference TEXT,
    -- on_file, missing, not_needed, unknown: the PCP referral that opens a POS plan's out-of-network tier
    pcp_referral TEXT NOT NULL,
    carve_out TEXT,
    carve_out_phone TEXT,
    -- yes, no, unknown: whether the plan pays for a limited number of sessions
    session_limited TEXT NOT NULL,
    session_limit INTEGER,
    sessions_used INTEGER,
    plan_year_ends_on TEXT,
    next_check_on TEXT NOT NULL,
    words TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX verifications_policy ON verifications (policy_id, spoken_at);

-- One row a tier: in network and out of network. Empty means the representative did not say.
CREATE TABLE benefit_tiers (
    verification_id TEXT NOT NULL REFERENCES verifications (id),
    -- in, out
    network TEXT NOT NULL,
    -- yes, no, unknown
    offered TEXT NOT NULL,
    deductible_cents INTEGER,
    deductible_met_cents INTEGER,
    -- The member's share in basis points: 4000 is 40 %.
    coinsurance_basis_points INTEGER,
    copay_cents INTEGER,
    out_of_pocket_max_cents INTEGER,
    out_of_pocket_met_cents INTEGER,
    -- What the plan takes as the price of a session; out of network the rest may be billed to the person.
    allowed_cents INTEGER,
    PRIMARY KEY (verification_id, network)
) STRICT;
