//! Whom to call where contact with somebody is not safe, as the program's page asks for it.

use super::{RepairLines, Settings};
use crate::web::Form;

pub(super) fn read(form: &mut Form) -> RepairLines {
    RepairLines {
        hotline_name: form.text("repair_hotline_name", 80).unwrap_or_default(),
        hotline: form.phone("repair_hotline").unwrap_or_default(),
        advocate_name: form.text("repair_advocate_name", 80),
        advocate: form.phone("repair_advocate"),
    }
}

/// What was left out stays as it is; a local line can be taken away.
pub(super) fn apply(lines: RepairLines, settings: &mut Settings) {
    let old = settings.repair.clone();
    let kept = |new: String, old: String| if new.is_empty() { old } else { new };
    settings.repair = RepairLines {
        hotline_name: kept(lines.hotline_name, old.hotline_name),
        hotline: kept(lines.hotline, old.hotline),
        ..lines
    };
}

pub(super) fn fill_in(form: &mut Form, settings: &Settings) {
    form.set("repair_hotline_name", &settings.repair.hotline_name);
    form.set("repair_hotline", &settings.repair.hotline);
    form.set_some("repair_advocate_name", settings.repair.advocate_name.as_ref());
    form.set_some("repair_advocate", settings.repair.advocate.as_ref());
}
