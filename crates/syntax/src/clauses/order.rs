//! Which way of numbering stands above which.

use crate::marks::numbering::{Mark, Scheme};

/// The order of GB/T 9704 7.3.3, completed by what offices use beside it. A document that nests them otherwise
/// (`1．` above `（一）`) is followed: the order is kept per section.
#[derive(Debug, Clone)]
pub(super) struct Order {
    order: Vec<Scheme>,
    met: Vec<Scheme>,
}

impl Default for Order {
    fn default() -> Order {
        use Scheme::{
            AfterTable, Arabic, ArabicBracket, ArabicHalf, Article, Chapter, Circled, Decimal, Han,
            HanBracket,
        };
        use Scheme::{Named, Note, Part, Preamble, RunIn};
        #[rustfmt::skip]
        let order = vec![
            Preamble, Chapter, Part, Article, Decimal, Han, HanBracket, Named, Note, Arabic, ArabicBracket,
            ArabicHalf, Circled, AfterTable, RunIn,
        ];
        Order { order, met: vec![] }
    }
}

impl Order {
    /// Whether one scheme stands above another.
    pub(super) fn above(&self, one: Scheme, other: Scheme) -> bool {
        self.rank(one) < self.rank(other)
    }

    fn rank(&self, scheme: Scheme) -> usize {
        self.order.iter().position(|known| *known == scheme).unwrap_or(self.order.len())
    }

    /// Takes note of a scheme. When it begins at its first number inside clauses that should stand below it, and
    /// nothing open stands above it, the document nests the other way round.
    pub(super) fn meet(&mut self, mark: &Mark, open: &[Scheme]) {
        let scheme = mark.scheme;
        let first = !self.met.contains(&scheme);
        if first {
            self.met.push(scheme);
        }
        let Some(last) = open.last().copied() else { return };
        let below = open.iter().all(|known| self.above(scheme, *known));
        let may =
            !matches!(scheme, Scheme::Chapter | Scheme::Han) && !matches!(last, Scheme::Note | Scheme::RunIn);
        if first && mark.ordinal == 1 && below && may {
            self.order.retain(|known| *known != scheme);
            let at = self.rank(last) + 1;
            self.order.insert(at.min(self.order.len()), scheme);
        }
    }
}
