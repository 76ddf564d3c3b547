"""Makes the network that sayso reads with: ``make train``. Not installed; needs PyTorch and spaCy, as users don't."""
