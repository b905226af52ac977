mod conversion;
mod standalone;
