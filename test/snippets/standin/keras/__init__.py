"""A stand-in for Keras 3: of its functions and its Loss what the loss uses, by NumPy. It shows what the file computes,
not how a backend differentiates or compiles it."""

from . import losses, ops, saving

__all__ = ["losses", "ops", "saving"]
