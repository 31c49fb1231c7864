import numpy as np


class Loss:
    """Converts both to the dtype of the loss, calls it, and reduces what it gives."""

    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None):
        self.name = name
        self.reduction = reduction
        self.dtype = np.dtype(dtype or "float32")

    def __call__(self, y_true, y_pred):
        losses = self.call(np.asarray(y_true, self.dtype), np.asarray(y_pred, self.dtype))
        if self.reduction == "none":
            return losses
        return np.sum(losses) if self.reduction == "sum" else np.mean(losses)

    def get_config(self):
        return {"name": self.name, "reduction": self.reduction}

    @classmethod
    def from_config(cls, config):
        return cls(**config)
