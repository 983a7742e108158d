export interface LayersParameters {
  /** Loss of each layer as a fraction of what reaches it, in order. */
  layers: readonly number[]
}

export interface LayerSplit {
  /** What each layer takes of the position; they sum to `loss`. */
  contributions: number[]
  loss: number
}

/** Losses in order, each on what the ones before left: contribution = remaining × loss. */
export function waterfall({ layers }: LayersParameters): LayerSplit {
  let remaining = 1
  const contributions = layers.map((loss) => {
    const taken = remaining * loss
    remaining -= taken
    return taken
  })
  return { contributions, loss: 1 - remaining }
}

/**
 * The same loss split without an order (Shapley 1953): each layer's contribution averaged over all
 * orders, by the mean product of the other layers' survivals for each number of layers before it.
 */
export function shapleyLayers({ layers }: LayersParameters): LayerSplit {
  const n = layers.length
  const contributions = layers.map((loss, i) => {
    // mean[k]: Σ over subsets of k others of Π(1−l), divided by how many subsets there are.
    const sums = [1]
    layers.forEach((other, j) => {
      if (j === i) return
      sums.push(0)
      for (let k = sums.length - 1; k > 0; k--) sums[k]! += sums[k - 1]! * (1 - other)
    })
    let ways = 1
    let mean = 0
    for (let k = 0; k < n; k++) {
      mean += sums[k]! / ways / n
      ways = (ways * (n - 1 - k)) / (k + 1)
    }
    return loss * mean
  })
  return { contributions, loss: waterfall({ layers }).loss }
}
