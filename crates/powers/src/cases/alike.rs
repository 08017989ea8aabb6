//! Cases alike: the same item and the same step, compared by their fines (类案不同罚, B-075).

use kernel::Decimal;

/// The fines of closed cases under one item and step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Alike {
    /// In rising order.
    fines: Vec<Decimal>,
}

impl Alike {
    /// From fines in any order.
    pub(crate) fn of(mut fines: Vec<Decimal>) -> Alike {
        fines.sort_unstable();
        Alike { fines }
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.fines.len()
    }

    /// The least and the highest; `None` without cases.
    pub(crate) fn range(&self) -> Option<(Decimal, Decimal)> {
        Some((*self.fines.first()?, *self.fines.last()?))
    }

    /// The middle one; of an even number the mean of the two in the middle, exact.
    pub(crate) fn median(&self) -> Option<Decimal> {
        let middle = self.fines.len() / 2;
        let upper = *self.fines.get(middle)?;
        if self.fines.len() % 2 == 1 {
            return Some(upper);
        }
        let lower = *self.fines.get(middle.checked_sub(1)?)?;
        lower.checked_add(upper)?.exact_div(Decimal::from(2))
    }
}
