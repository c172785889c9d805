module runc-within-bounds

go 1.24
