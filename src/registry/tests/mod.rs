//! Tests of the protocol on a small entry.
