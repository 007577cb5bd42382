//! One WebSocket, from opening to closing. It knows bytes and nothing of what they mean.

use model::sync::DIALECT;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BinaryType, CloseEvent, Event, MessageEvent, WebSocket};

/// What happened on the wire.
pub enum Happening {
    Opened,
    Frame(Vec<u8>),
    /// The connection is over, or never came to be; 1006 when nobody said why.
    Closed(u16),
}

/// An open or opening connection; dropping it closes it silently.
pub struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut(Event)>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Starts to connect; `tell` hears what comes of it, never before this returns.
    pub fn open(url: &str, tell: impl Fn(Happening) + Clone + 'static) -> Result<Socket, JsValue> {
        let protocols = js_sys::Array::of1(&DIALECT.into());
        let socket = WebSocket::new_with_str_sequence(url, &protocols)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let teller = tell.clone();
        let opened = Closure::new(move |_: Event| teller(Happening::Opened));
        let teller = tell.clone();
        let message = Closure::new(move |event: MessageEvent| {
            if let Ok(buffer) = event.data().dyn_into::<js_sys::ArrayBuffer>() {
                teller(Happening::Frame(js_sys::Uint8Array::new(&buffer).to_vec()));
            }
        });
        let closed = Closure::new(move |event: CloseEvent| tell(Happening::Closed(event.code())));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Ok(Socket {
            socket,
            _opened: opened,
            _message: message,
            _closed: closed,
        })
    }

    /// Hands a frame to the browser; false when the connection is not open.
    pub fn send(&self, frame: &[u8]) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
            && self.socket.send_with_u8_array(frame).is_ok()
    }

    /// Bytes that the browser has not yet put on the wire.
    pub fn waiting_bytes(&self) -> u32 {
        self.socket.buffered_amount()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}

/// Where the draft of a proposal is to be had, from the page's own address, and what happened besides
/// the text since that number of the journal.
pub fn address(proposal: &str, since: u64) -> String {
    let location = crate::editor::browser::window().location();
    let secure = location.protocol().is_ok_and(|it| it == "https:");
    let scheme = if secure { "wss" } else { "ws" };
    let host = location.host().unwrap_or_default();
    format!("{scheme}://{host}/collab/{proposal}?since={since}")
}
