//! Small sets of enum values in one machine word: asking them costs nothing and copies nothing.

/// Defines an enum and the set of its values. In JSON a value is its name in `snake_case`, a set an array of names.
macro_rules! values {
    (
        $(#[$meta:meta])* $one:ident, $(#[$set_meta:meta])* $set:ident {
            $($(#[$doc:meta])* $value:ident => $name:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $one { $($(#[$doc])* #[serde(rename = $name)] $value,)+ }

        impl $one {
            /// Every value, in the order of their definition.
            pub const ALL: &'static [$one] = &[$($one::$value,)+];

            /// The name in JSON, in forms and in databases.
            pub const fn name(self) -> &'static str {
                match self { $($one::$value => $name,)+ }
            }

            /// The value of this name.
            pub fn parse(name: &str) -> Option<$one> {
                $one::ALL.iter().copied().find(|value| value.name() == name)
            }

            const fn bit(self) -> u64 { 1 << self as u32 }
        }

        $(#[$set_meta])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $set(u64);

        impl $set {
            pub const NONE: $set = $set(0);

            /// The set of these values.
            pub const fn of(values: &[$one]) -> $set {
                let mut bits = 0;
                let mut rest = values;
                while let [first, others @ ..] = rest {
                    bits |= first.bit();
                    rest = others;
                }
                $set(bits)
            }

            /// The set of every value there is.
            pub const fn all() -> $set { $set::of($one::ALL) }

            pub const fn is_empty(self) -> bool { self.0 == 0 }
            pub const fn len(self) -> usize { self.0.count_ones() as usize }
            pub const fn contains(self, value: $one) -> bool { self.0 & value.bit() != 0 }
            /// Whether every value of `other` is here too.
            pub const fn covers(self, other: $set) -> bool { other.0 & !self.0 == 0 }
            /// Whether any value of `other` is here too.
            pub const fn meets(self, other: $set) -> bool { other.0 & self.0 != 0 }
            pub const fn union(self, other: $set) -> $set { $set(self.0 | other.0) }
            pub const fn intersection(self, other: $set) -> $set { $set(self.0 & other.0) }
            /// The values that are here and not in `other`.
            pub const fn without(self, other: $set) -> $set { $set(self.0 & !other.0) }
            pub const fn with(self, value: $one) -> $set { $set(self.0 | value.bit()) }
            pub fn insert(&mut self, value: $one) { self.0 |= value.bit(); }
            pub fn remove(&mut self, value: $one) { self.0 &= !value.bit(); }

            /// The values, in the order of their definition.
            pub fn iter(self) -> impl Iterator<Item = $one> {
                $one::ALL.iter().copied().filter(move |value| self.contains(*value))
            }
        }

        impl FromIterator<$one> for $set {
            fn from_iter<I: IntoIterator<Item = $one>>(values: I) -> $set {
                values.into_iter().fold($set::NONE, $set::with)
            }
        }

        impl<const N: usize> From<[$one; N]> for $set {
            fn from(values: [$one; N]) -> $set { $set::of(&values) }
        }

        impl From<$one> for $set {
            fn from(value: $one) -> $set { $set::of(&[value]) }
        }

        impl std::fmt::Debug for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_seq(self.iter())
            }
        }

        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$set, D::Error> {
                struct Names;
                impl<'de> serde::de::Visitor<'de> for Names {
                    type Value = $set;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a list of names")
                    }
                    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut names: A) -> Result<$set, A::Error> {
                        let mut set = $set::NONE;
                        while let Some(value) = names.next_element::<$one>()? {
                            set.insert(value);
                        }
                        Ok(set)
                    }
                }
                from.deserialize_seq(Names)
            }
        }
    };
}

pub(crate) use values;
