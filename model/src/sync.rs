//! The client's and the server's half of the sync protocol, bytes in and bytes out.
