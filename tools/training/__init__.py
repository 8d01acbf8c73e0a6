"""Training of the coder's models: annotated articles in, src/recoupe/coding/coder.npz out."""
