//! What a browser has and a server has otherwise: its clock, its random numbers, its console.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    pub fn now() -> f64;
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill(bytes: &mut [u8]);
    #[wasm_bindgen(js_namespace = console)]
    pub fn error(message: &str);
}

/// Milliseconds since the page began.
pub fn now_ms() -> u64 {
    now() as u64
}

/// A client id as a tab makes one: 53 random bits.
pub fn client_id() -> u64 {
    number() >> 11
}

/// A random number, for a seed.
pub fn number() -> u64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
