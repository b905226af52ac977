//! Mutants: the protocol with one step broken, which some model has to notice.

use crate::invariants::models_for;
use crate::models::MODELS;
use crate::runner::{Table, on_every_core, process};

/// Steps that no model can show to be needed, and why they stay.
const BEYOND_LOOM: &[(&str, &str)] = &[(
    "GraceRelease",
    "crossbeam_epoch promises that what was done under a pin is before the deferred mark, not that \
     a fence is; its present version issues a SeqCst fence in every `try_advance`, right before it \
     runs deferred functions, and a later Relaxed store is then a release already",
)];

/// Breaks one step after the other, and looks for up to `most` models that notice, the cheap ones
/// first; if `own` asks for it, among those of the invariant that rests on the step, and among
/// the others only if none of them notices.
pub(crate) fn mutants(most: usize, own: bool) -> Table {
    let steps: Vec<String> = calendar_registry::model::steps().collect();
    let rows = on_every_core(&steps, |step| {
        let among = |own: &dyn Fn(&str) -> bool| -> Vec<&str> {
            let models = MODELS.iter().map(|model| model.name);
            models
                .filter(|name| own(name) && !process(&["mutant", step, name]).0)
                .take(most)
                .collect()
        };
        let mut killers = among(&|name| !own || models_for(step).contains(&name));
        if killers.is_empty() && own {
            killers = among(&|name| !models_for(step).contains(&name));
        }
        let excuse = BEYOND_LOOM.iter().find(|(name, _)| name == step);
        let told = match (killers.is_empty(), excuse) {
            (false, None) => killers.join(", "),
            (true, Some((_, reason))) => format!("beyond loom: {reason}"),
            (true, None) => "**none**".to_owned(),
            (false, Some(_)) => format!("{}, **but said to be beyond loom**", killers.join(", ")),
        };
        (
            vec![format!("`{step}`"), told],
            killers.is_empty() == excuse.is_some(),
        )
    });
    Table::new(&["step broken", "models that notice"], rows, steps.len())
}
