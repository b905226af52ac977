//! The names to look up and their order.

/// Names of calendars in typical spellings.
pub const NAMES: [&str; 24] = [
    "gregory",
    "julian",
    "milankovic",
    "jalali",
    "islamic-civil",
    "hebrew",
    "chinese",
    "dangi",
    "coptic",
    "ethiopic",
    "ethioaa",
    "indian",
    "buddhist",
    "roc",
    "japanese",
    "iso8601",
    "persian",
    "islamic-umalqura",
    "islamic-tbla",
    "islamic-rgsa",
    "acme fiscal",
    "Globex 4-4-5",
    "initech/30-360",
    "umbrella.retail",
];

/// The names that ICU4X supports. The fifth, the hot one, is the same.
pub const ICU_NAMES: [&str; 16] = [
    "gregory",
    "buddhist",
    "chinese",
    "coptic",
    "islamic-civil",
    "dangi",
    "ethioaa",
    "ethiopic",
    "hebrew",
    "indian",
    "iso8601",
    "japanese",
    "persian",
    "roc",
    "islamic-umalqura",
    "islamic-tbla",
];

/// The least number of lookups in a sequence, so that the branch predictor cannot memorize it.
pub const LOOKUPS: usize = 4096;

/// Creates `count` different names of tenants. They are leaked.
#[must_use]
pub fn many(count: usize) -> Vec<&'static str> {
    (0..count)
        .map(|number| &*format!("tenant-{number:07}/fiscal").leak())
        .collect()
}

/// A random number generator with a fixed seed (xorshift; G. Marsaglia, 2003).
pub struct Numbers(u64);

impl Default for Numbers {
    fn default() -> Self {
        Numbers(0x2545_f491_4f6c_dd1d)
    }
}

impl Numbers {
    /// Returns the next 31 bits.
    pub fn draw(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap()
    }
}

/// The distribution of the requested names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// 70 % the fifth name, the rest uniform.
    Hot,
    /// Always the fifth name.
    One,
    /// Uniform.
    Uniform,
    /// By Zipf's law: the n-th most frequent name has 1/n of the requests of the first.
    Zipf,
}

/// Draws ranks by Zipf's law, by inversion of the cumulative distribution.
struct Zipf(Vec<f64>);

impl Zipf {
    fn new(count: usize) -> Self {
        let mut sum = 0.0;
        let sums = (1..=u32::try_from(count).unwrap()).map(|rank| {
            sum += 1.0 / f64::from(rank);
            sum
        });
        Zipf(sums.collect())
    }

    fn draw(&self, numbers: &mut Numbers) -> usize {
        let drawn = f64::from(u32::try_from(numbers.draw()).unwrap()) / f64::from(1_u32 << 31);
        let sought = drawn * self.0.last().unwrap();
        self.0
            .partition_point(|sum| *sum < sought)
            .min(self.0.len() - 1)
    }
}

/// The name of a rank. Neighbours by rank are not neighbours in memory.
fn of_rank(rank: usize, count: usize) -> usize {
    rank * 7_919 % count
}

/// Returns a sequence of names in this distribution.
#[must_use]
pub fn requests(names: &[&'static str], order: Order) -> Vec<&'static str> {
    let mut numbers = Numbers::default();
    let count = names.len().clamp(LOOKUPS, 64 * LOOKUPS);
    let zipf = Zipf::new(if order == Order::Zipf { names.len() } else { 0 });
    (0..count)
        .map(|_| match order {
            Order::One => names[4],
            Order::Hot if numbers.draw() % 10 < 7 => names[4],
            Order::Hot | Order::Uniform => names[numbers.draw() % names.len()],
            Order::Zipf => names[of_rank(zipf.draw(&mut numbers), names.len())],
        })
        .collect()
}

/// Spells a name in capitals, with `_` for `-`.
#[must_use]
pub fn respelled(name: &str) -> &'static str {
    name.to_ascii_uppercase().replace('-', "_").leak()
}
