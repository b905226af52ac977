//! On what was measured: the class of the machine, not which one.

use std::fs;

use benches::threads::cores;

use crate::counts::compiler;

/// One paragraph.
pub(crate) fn paragraph(quick: bool) -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = about.lines().find(|line| line.starts_with(name));
        let value = line.and_then(|line| line.split_once(':'));
        value.map(|(_, value)| value.trim().to_owned())
    };
    let model = field("model name").unwrap_or_else(|| "an unknown processor".to_owned());
    let family = field("cpu family").map(|family| format!(", family {family}"));
    let is_virtual = field("flags").is_some_and(|flags| flags.contains("hypervisor"));
    format!(
        "Measured on {} {} core{} ({model}{}){}, {}, with {}.{}\n",
        cores(),
        std::env::consts::ARCH.replace('_', "-"),
        if cores() == 1 { "" } else { "s" },
        family.unwrap_or_default(),
        if is_virtual {
            " of a virtual machine"
        } else {
            ""
        },
        std::env::consts::OS,
        compiler().split(" (").next().unwrap_or_default(),
        if quick {
            " A quick run: the medians are of fewer and shorter samples."
        } else {
            ""
        },
    )
}
