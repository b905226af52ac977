//! [`Package`]: the XML files of CLDR, from the npm package that wraps them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

/// The SHA-256 of `npm pack cldr@8.0.0`.
const SHA_256: &str = "1e1da9d722452fc6cb2ccd15704079033b6526bbf4cb6f3b237658838ed30175";

/// Where the package has CLDR's folder `common`.
const COMMON: &str = "package/3rdparty/cldr/common/";

/// The folders of `common` that are read.
const FOLDERS: [&str; 2] = ["main", "supplemental"];

/// The texts of the files, by their paths below CLDR's folder `common`.
pub(crate) struct Package {
    files: BTreeMap<String, String>,
}

impl Package {
    /// Reads the packed package, whose hash has to be the pinned one, or a folder into which it was
    /// unpacked.
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let files = if path.is_dir() {
            from_folder(path)?
        } else {
            from_archive(&fs::read(path)?)?
        };
        Ok(Self { files })
    }

    /// Returns the text of a file such as `supplemental/likelySubtags.xml`.
    pub(crate) fn text(&self, file: &str) -> Result<&str, String> {
        self.files
            .get(file)
            .map(String::as_str)
            .ok_or_else(|| format!("the package has no file {file}"))
    }

    /// The names of the files in `main`, without `.xml`: `zh_Hant_HK`.
    pub(crate) fn locales(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .filter_map(|file| file.strip_prefix("main/")?.strip_suffix(".xml"))
    }
}

fn from_archive(bytes: &[u8]) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let hash: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if hash != SHA_256 {
        return Err(format!("the package has the SHA-256 {hash}, not {SHA_256}").into());
    }
    let mut files = BTreeMap::new();
    for entry in tar::Archive::new(GzDecoder::new(bytes)).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let Some(file) = path.strip_prefix(COMMON) else {
            continue;
        };
        if FOLDERS
            .iter()
            .any(|folder| file.split('/').next() == Some(folder))
        {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            files.insert(file.to_owned(), text);
        }
    }
    Ok(files)
}

fn from_folder(path: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for folder in FOLDERS {
        for entry in fs::read_dir(path.join(COMMON).join(folder))? {
            let entry = entry?;
            let file = format!("{folder}/{}", entry.file_name().to_string_lossy());
            files.insert(file, fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}
