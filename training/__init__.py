"""Training of the learned reader: gold and invented text in, `reader.onnx` out. Needs torch; nothing of Dateline needs this."""
