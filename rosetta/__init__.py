"""Deep learning tasks in PyTorch, TensorFlow and Keras side by side, every pair run and proven."""
