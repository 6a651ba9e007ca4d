//! Series of measured values, one per round.

/// Values of one quantity, in the order of the rounds.
#[derive(Debug, Clone, Default)]
pub struct Series(Vec<f64>);

impl Series {
    /// Adds the value of the next round.
    pub fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The middle value; not a number when nothing was measured.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            length if length % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    /// The median of this series over `other`, round by round: a slow minute of the machine hits both sides of a
    /// round, so it leaves their ratio alone.
    pub fn ratio_to(&self, other: &Self) -> f64 {
        Self(self.0.iter().zip(&other.0).map(|(ours, theirs)| ours / theirs).collect()).median()
    }
}

/// The value below which `share` (0 to 1) of the sorted values lie.
pub fn percentile<T: Copy>(sorted: &[T], share: f64) -> Option<T> {
    let last = sorted.len().checked_sub(1)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into at most a few hundred thousand values"
    )]
    let index = (last as f64 * share).ceil() as usize;
    sorted.get(index.min(last)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[f64]) -> Series {
        Series(values.to_vec())
    }

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_the_middle_two() {
        assert!((series(&[9.0, 1.0, 2.0]).median() - 2.0).abs() < 1e-9);
        assert!((series(&[1.0, 2.0, 3.0, 10.0]).median() - 2.5).abs() < 1e-9);
        assert!(series(&[]).median().is_nan());
    }

    #[test]
    fn a_slow_round_on_both_sides_leaves_the_ratio_alone() {
        let ratio = series(&[10.0, 5.0, 10.0]).ratio_to(&series(&[20.0, 10.0, 20.0]));
        assert!((ratio - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_last_value_is_the_highest_percentile() {
        let values: Vec<u32> = (1..=100).collect();
        assert_eq!(percentile(&values, 0.99), Some(100));
        assert_eq!(percentile(&values, 0.5), Some(51));
        assert_eq!(percentile::<u32>(&[], 0.5), None);
    }
}
