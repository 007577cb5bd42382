//! Writes the ZIP file piece by piece, each in a place of the workers: nothing is compressed on the
//! runtime's threads, others get their turn between two pieces, and one piece is all that is in memory.

use super::manifest::FileMark;
use crate::{
    Services,
    error::{Error, Result},
};
use model::limits::ARCHIVE_BYTES;
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Write},
};
use tokio::sync::watch;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// How far the file is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Far {
    pub bytes: u64,
    /// Whether all of it is there, or that it will never be.
    pub end: Option<bool>,
}

/// An archive under way.
pub(super) struct Packer {
    services: Services,
    pack: Option<Pack>,
    far: watch::Sender<Far>,
}

struct Pack {
    zip: ZipWriter<StreamWriter<Counted>>,
    files: Vec<FileMark>,
    /// The file that is being written.
    hasher: Sha256,
}

/// The file, up to [`ARCHIVE_BYTES`], which tells how far it is.
struct Counted {
    file: File,
    bytes: u64,
    far: watch::Sender<Far>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes + bytes.len() as u64 > ARCHIVE_BYTES {
            return Err(io::Error::other("the archive would be too large"));
        }
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        let bytes = self.bytes;
        self.far.send_modify(|far| far.bytes = bytes);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Packer {
    /// An empty archive in this file, and how far it is.
    pub fn new(services: &Services, file: File) -> (Packer, watch::Receiver<Far>) {
        let (far, told) = watch::channel(Far::default());
        let counted = Counted {
            file,
            bytes: 0,
            far: far.clone(),
        };
        let packer = Packer {
            services: services.clone(),
            pack: Some(Pack {
                zip: ZipWriter::new_stream(counted),
                files: Vec::new(),
                hasher: Sha256::new(),
            }),
            far,
        };
        (packer, told)
    }

    /// What was written so far.
    pub fn files(&self) -> Vec<FileMark> {
        self.pack
            .as_ref()
            .map(|it| it.files.clone())
            .unwrap_or_default()
    }

    /// A whole file.
    pub async fn file(&mut self, path: String, bytes: Vec<u8>) -> Result<()> {
        self.piece(move |pack| {
            pack.begin(path)?;
            pack.write(&bytes)
        })
        .await
    }

    /// Begins a file; what is added follows.
    pub async fn begin(&mut self, path: String) -> Result<()> {
        self.piece(move |pack| pack.begin(path)).await
    }

    /// Goes on with the file that was begun last.
    pub async fn add(&mut self, bytes: Vec<u8>) -> Result<()> {
        self.piece(move |pack| pack.write(&bytes)).await
    }

    /// The last file, which holds the marks of all others, and the end.
    pub async fn finish(mut self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.file(path.to_owned(), bytes).await?;
        let Some(pack) = self.pack.take() else {
            return Err(broken());
        };
        let finish = move || pack.zip.finish().map(drop).map_err(Error::internal);
        self.services.workers.run(finish).await??;
        self.far.send_modify(|far| far.end = Some(true));
        Ok(())
    }

    async fn piece(
        &mut self,
        work: impl FnOnce(&mut Pack) -> zip::result::ZipResult<()> + Send + 'static,
    ) -> Result<()> {
        if self.far.is_closed() {
            return Err(Error::internal("nobody waits for the archive any more"));
        }
        let mut pack = self.pack.take().ok_or_else(broken)?;
        let work = move || {
            let done = work(&mut pack);
            (pack, done)
        };
        let (pack, done) = self.services.workers.run(work).await?;
        self.pack = Some(pack);
        done.map_err(Error::internal)
    }
}

impl Drop for Packer {
    fn drop(&mut self) {
        self.far.send_modify(|far| {
            far.end.get_or_insert(false);
        });
    }
}

fn broken() -> Error {
    Error::internal("an archive that failed is gone on with")
}

impl Pack {
    fn begin(&mut self, path: String) -> zip::result::ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o644);
        self.zip.start_file(&path, options)?;
        self.hasher = Sha256::new();
        self.files.push(FileMark {
            path,
            bytes: 0,
            sha256: hex(&Sha256::new()),
        });
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> zip::result::ZipResult<()> {
        self.zip.write_all(bytes)?;
        self.hasher.update(bytes);
        if let Some(file) = self.files.last_mut() {
            file.bytes += bytes.len() as u64;
            file.sha256 = hex(&self.hasher);
        }
        Ok(())
    }
}

/// What was hashed so far, as 64 hexadecimal digits.
pub(super) fn hex(hasher: &Sha256) -> String {
    let mut hex = String::new();
    for byte in hasher.clone().finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
