import ArgumentParser

print("hi", EmbeddedSeeds.files)
