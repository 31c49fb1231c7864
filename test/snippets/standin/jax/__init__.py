"""A stand-in for JAX: of its functions those that the loss uses, by NumPy. It shows what the file computes, not how
JAX differentiates or compiles it."""

from . import lax, nn, numpy

__all__ = ["lax", "nn", "numpy"]
