# %% workers differs="seen" same="seen_once"
# why: Each worker process of a `DataLoader` gets a copy of an `IterableDataset` and reads all of it. Two workers
#   therefore return everything twice, until each takes its share. The threads of TensorFlow share one iterator, and
#   `shard` gives each machine its share.
import keras
import numpy as np


class Numbers(keras.utils.PyDataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return (np.array([[index]]),)


model = keras.Sequential([keras.layers.Identity()])
numbers = Numbers(workers=2)  # threads, which share the indices
answers = model.predict(numbers, verbose=0).ravel()
seen = sorted(int(n) for n in answers)
seen_once = seen
print(seen)
