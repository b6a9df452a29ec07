//! Small square symmetric matrices: no more than the three predictors of a dyad equation need.
#![allow(clippy::indexing_slicing, reason = "every index runs over 0..K, the size of the arrays")]

pub type Vector<const K: usize> = [f64; K];
pub type Matrix<const K: usize> = [[f64; K]; K];

pub fn dot<const K: usize>(one: &Vector<K>, other: &Vector<K>) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

pub fn apply<const K: usize>(matrix: &Matrix<K>, vector: &Vector<K>) -> Vector<K> {
    std::array::from_fn(|row| dot(&matrix[row], vector))
}

/// Adds `vector` × `vector`ᵀ.
pub fn add_square<const K: usize>(matrix: &mut Matrix<K>, vector: &Vector<K>) {
    for row in 0..K {
        for column in 0..K {
            matrix[row][column] += vector[row] * vector[column];
        }
    }
}

/// L with L Lᵀ = `matrix`, below the diagonal; none when a column is, to ten digits, made of those before it.
pub fn cholesky<const K: usize>(matrix: &Matrix<K>) -> Option<Matrix<K>> {
    let mut lower = [[0.0; K]; K];
    for row in 0..K {
        for column in 0..=row {
            let known: f64 = (0..column).map(|at| lower[row][at] * lower[column][at]).sum();
            let rest = matrix[row][column] - known;
            if row == column {
                if rest <= matrix[row][row].max(1e-9) * 1e-10 {
                    return None;
                }
                lower[row][row] = rest.sqrt();
            } else {
                lower[row][column] = rest / lower[column][column];
            }
        }
    }
    Some(lower)
}

/// x with L x = `vector`.
pub fn forward<const K: usize>(lower: &Matrix<K>, vector: &Vector<K>) -> Vector<K> {
    let mut x = [0.0; K];
    for row in 0..K {
        let known: f64 = (0..row).map(|at| lower[row][at] * x[at]).sum();
        x[row] = (vector[row] - known) / lower[row][row];
    }
    x
}

/// x with Lᵀ x = `vector`.
pub fn backward<const K: usize>(lower: &Matrix<K>, vector: &Vector<K>) -> Vector<K> {
    let mut x = [0.0; K];
    for row in (0..K).rev() {
        let known: f64 = (row + 1..K).map(|at| lower[at][row] * x[at]).sum();
        x[row] = (vector[row] - known) / lower[row][row];
    }
    x
}

/// Eigenvalues and, as columns, eigenvectors of a symmetric matrix by the rotations of Jacobi 1846 (Golub & Van Loan 2013,
/// Matrix Computations, 8.5). Twelve sweeps leave nothing beside the diagonal at this size.
pub fn eigen<const K: usize>(matrix: &Matrix<K>) -> (Vector<K>, Matrix<K>) {
    let mut a = *matrix;
    let mut vectors: Matrix<K> = std::array::from_fn(|row| std::array::from_fn(|at| f64::from(row == at)));
    for _ in 0..12 {
        for p in 0..K {
            for q in p + 1..K {
                if a[p][q].abs() < 1e-300 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let cos = 1.0 / t.hypot(1.0);
                let sin = t * cos;
                for row in &mut a {
                    (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
                }
                let (above, below) = (a[p], a[q]);
                a[p] = std::array::from_fn(|at| cos * above[at] - sin * below[at]);
                a[q] = std::array::from_fn(|at| sin * above[at] + cos * below[at]);
                for row in &mut vectors {
                    (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
                }
            }
        }
    }
    (std::array::from_fn(|at| a[at][at]), vectors)
}

/// The matrix with these eigenvalues and eigenvectors.
pub fn composed<const K: usize>(values: &Vector<K>, vectors: &Matrix<K>) -> Matrix<K> {
    std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            (0..K).map(|at| vectors[row][at] * values[at] * vectors[column][at]).sum()
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near<const K: usize>(one: &Matrix<K>, other: &Matrix<K>) -> bool {
        one.iter().flatten().zip(other.iter().flatten()).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    fn gram(rows: &[[f64; 3]]) -> Matrix<3> {
        let mut matrix = [[0.0; 3]; 3];
        rows.iter().for_each(|row| add_square(&mut matrix, row));
        matrix
    }

    #[test]
    fn a_column_made_of_another_has_no_root() {
        assert_eq!(cholesky(&gram(&[[1.0, 2.0, 0.0], [3.0, 6.0, 1.0], [2.0, 4.0, 5.0]])), None);
        assert_eq!(cholesky(&[[0.0]]), None);
        assert_eq!(cholesky(&[[9.0]]), Some([[3.0]]));
    }

    proptest! {
        #[test]
        fn roots_and_eigenvalues_make_the_matrix_again(
            rows in prop::collection::vec(prop::array::uniform3(-5.0_f64..5.0), 4..9),
            vector in prop::array::uniform3(-5.0_f64..5.0),
        ) {
            let matrix = gram(&rows);
            let (values, vectors) = eigen(&matrix);
            prop_assert!(near(&composed(&values, &vectors), &matrix));
            prop_assert!(near(&composed(&[1.0; 3], &vectors), &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]));
            if let Some(lower) = cholesky(&matrix)
                && values.iter().all(|value| *value > 1e-3)
            {
                let found = apply(&matrix, &backward(&lower, &forward(&lower, &vector)));
                prop_assert!(found.iter().zip(&vector).all(|(a, b)| (a - b).abs() < 1e-6));
            }
        }
    }
}
