//! What browser and server share: pure, without I/O, clock, randomness or DOM.
