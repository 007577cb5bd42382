//! Takes code out of the browser half that can never run, but that no linker can know of.
//!
//! Leptos (0.8.5 to 0.8.23 at least, see leptos-rs/leptos#4438) hydrates every erased view in two
//! ways: at once, and asynchronously for routes whose code is loaded later. Talka has no such route,
//! yet both stand side by side in tables of function pointers, and the second is a fifth of the
//! file. Its functions keep their place here and lose their bodies; what only they called goes with
//! them. Should one be called after all, the page stops there at once, and every story with it.

use anyhow::{Context, Result};
use std::path::Path;
use walrus::ir::{Instr, InstrLocId, Unreachable};
use walrus::{FunctionKind, Module};

/// Part of the name of every function of the asynchronous way.
const NEVER_CALLED: &str = "hydrate_async";

/// The module of a file, without the bodies of functions that are never called.
pub fn without(file: &Path) -> Result<Vec<u8>> {
    let mut module =
        Module::from_file(file).with_context(|| format!("cannot read {}", file.display()))?;
    let emptied = empty(&mut module);
    println!("  {emptied} functions emptied that are never called");
    Ok(module.emit_wasm())
}

/// Empties the functions; how many they were.
fn empty(module: &mut Module) -> usize {
    let mut emptied = 0;
    for function in module.funcs.iter_mut() {
        let is_never_called = function
            .name
            .as_deref()
            .is_some_and(|it| it.contains(NEVER_CALLED));
        if let (true, FunctionKind::Local(local)) = (is_never_called, &mut function.kind) {
            let entry = local.entry_block();
            let instructions = &mut local.block_mut(entry).instrs;
            instructions.clear();
            instructions.push((Instr::Unreachable(Unreachable {}), InstrLocId::default()));
            emptied += 1;
        }
    }
    emptied
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use walrus::{FunctionBuilder, ValType};

    fn add_function(module: &mut Module, name: &str) {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.name(name.to_owned()).func_body().i32_const(7);
        let function = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add(name, function);
    }

    #[test]
    fn only_the_named_functions_lose_their_bodies() {
        let mut module = Module::default();
        add_function(&mut module, "into_any::hydrate_async");
        add_function(&mut module, "into_any::hydrate");
        assert_eq!(empty(&mut module), 1);

        let module = Module::from_buffer(&module.emit_wasm()).unwrap();
        let body = |name| {
            let function = module.funcs.get(module.funcs.by_name(name).unwrap());
            let local = function.kind.unwrap_local();
            local.block(local.entry_block()).instrs[0].0.clone()
        };
        assert!(matches!(
            body("into_any::hydrate_async"),
            Instr::Unreachable(_)
        ));
        assert!(matches!(body("into_any::hydrate"), Instr::Const(_)));
    }
}
