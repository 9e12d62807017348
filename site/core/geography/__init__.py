"""Places on a map: distances, a projection, coastlines, labels. Plain values in, a drawing in plain values out."""
