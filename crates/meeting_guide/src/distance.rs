//! How far two places are apart.

/// Great-circle distance in kilometers between two points in degrees (haversine, mean Earth radius 6371.0088 km, IUGG).
pub fn kilometers(from: (f64, f64), to: (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0088;
    let (lat_a, lat_b) = (from.0.to_radians(), to.0.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let across = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half((to.1 - from.1).to_radians());
    2.0 * RADIUS * across.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_distances() {
        // One degree of latitude; half around; Washington (38.8977, -77.0365) to New York (40.7128, -74.0060) is 328 km.
        assert!((kilometers((0.0, 0.0), (1.0, 0.0)) - 111.195).abs() < 0.01);
        assert!((kilometers((0.0, 0.0), (0.0, 180.0)) - 20015.115).abs() < 0.01);
        assert!((kilometers((38.8977, -77.0365), (40.7128, -74.0060)) - 328.0).abs() < 2.0);
        // Over the date line.
        assert!(kilometers((0.0, 179.5), (0.0, -179.5)) < 112.0);
    }

    proptest! {
        #[test]
        fn it_is_a_distance(a in (-90.0_f64..90.0, -180.0_f64..180.0), b in (-90.0_f64..90.0, -180.0_f64..180.0)) {
            let there = kilometers(a, b);
            prop_assert!((0.0..=20_016.0).contains(&there));
            prop_assert!((there - kilometers(b, a)).abs() < 1e-6);
            prop_assert!(kilometers(a, a) < 1e-6);
        }
    }
}
