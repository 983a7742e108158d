export default {
  title: 'Method',
  lead: 'How Keel turns what the chain says and what you assume into two figures.',

  'read.title': 'What can be slashed',
  'read.text':
    'An operator set may take the part of the stake that the operator has allocated to it: its magnitude m out of the operator’s maximum magnitude M for that strategy. One unit of magnitude belongs to one set alone, so what sets can take adds up to at most the whole and never multiplies. Allocated but not registered is latent: slashable in the very transaction in which the operator registers.',
  'rate.title': 'How likely a slash is',
  'rate.text':
    'There is no slashing history that supports a probability. Keel begins with a prior of a₀ slashes in T₀ operator-set-years and adds what the chain has seen of each AVS: k slashes in T operator-set-years. By default that is 1 % a year before any slash; two slashes in 15 set-years make it 3.8 %.',
  'common.title': 'What strikes together',
  'common.text':
    'A faulty AVS hits all its operators, a leaked operator key hits all its sets. A share ρ_A of each hazard is common to the AVS, a share ρ_O to the operator, the rest is each pair’s own. Whatever the shares, each pair keeps its probability: only the chance of bad luck all at once changes.',
  'loss.title': 'From shocks to a loss',
  'loss.text':
    'Over one year, in ETH: validators slashed (b), then the sets that slash (S), then contracts from the inside out, then the part that is sold at a discount (e·d). Few shocks are counted through exactly; more by conditioning on the operators’ shocks over a fine grid; the largest by seeded simulation, with its standard error shown.',
  'exposure.title': 'Exposure: a bad year',
  'exposure.text':
    'The mean loss in the worst year of a hundred (CVaR at 99 %), from slashing, validators and market. Contract failure is shown apart: a contract that may lose everything with a chance near 1 % would swallow any such figure, and no history supports that chance. Where a loss is rarer than one year in a hundred, its percentile would be zero though the loss is not: so Keel never shows a percentile alone.',
  'parts.title': 'What causes it',
  'parts.text':
    'Each cause’s part is its mean loss within those worst years. The parts add up to the exposure exactly.',
  'plain.title': 'Without any probability',
  'plain.text':
    'Slashable now at most: the sum of all slashable parts. Break-even: the chance of a slash at which what restaking pays is eaten up. Both stand beside the exposure, because they need no belief about likelihood.',
  'apr.title': 'APR',
  'apr.text':
    'The base is Lido’s own growth of the stETH rate over seven days, after Lido’s fee. Rewards are those of the last 30 days, day by day, with the stake, multipliers and splits of each day. A token without a price is listed and never counted as zero. APR is simple; nothing is compounded.',
  'attack.title': 'What corrupting an AVS costs',
  'attack.text':
    'The cheapest group of operators that holds a share θ of the votes loses what the set can slash from them. Where votes count delegated stake but little is allocated, that cost is close to nothing. Small sets are solved exactly, large ones between a certified lower bound and an attack that was found: “not proven secure” is not “insecure”.',
  'hazard.title': 'When you count an attack',
  'hazard.text':
    'What an attack would earn, π, cannot be read. If you enter a guess on an AVS’ page and count it, the set is attacked at the rate λ_max once the profit reaches the cost C, and less often below it, down to never at 1/(1 + γ_safe) of the cost. A stake behind the set is among the attackers with the share θ of the votes that they need, and then loses its whole allocation. C is what the cheapest coalition would lose at the block shown, the lower bound where only bounds are known. The attack is a cause of its own beside slashes, common to all operators of the set; nothing is counted twice.',
  'market.title': 'When everyone sells',
  'market.text':
    'A sale moves the pool’s price, the price liquidates loans, their collateral is sold too. Keel repeats this until nothing more is liquidated. With an oracle that reads the redemption rate, a low market price alone liquidates nobody. A mark-to-market loss is not a realised one.',
  'limits.title': 'What the model leaves out',
  'limits.one': 'At most one slash of each operator set a year, of a fixed size.',
  'limits.two': 'Correlation is stylised; real tails may be worse.',
  'limits.three': 'Captured governance, bridges, the price of ETH and taxes are not modelled.',
  'limits.four': 'Every figure belongs to one block and ages with it.',
  'check.title': 'Check it yourself',
  'check.text':
    'Download the inputs of the position below, and run the same engine on your own machine. It must print the same figures.',
  'check.save': 'Download the inputs',
  'check.command': 'Then, in a copy of Keel’s source:',
  'check.gap': 'The exposure of this position cannot be told, so there is nothing to check.',
  'sources.title': 'Sources',
  'sources.eigenlayer':
    'EigenLayer: AllocationManager, DelegationManager, SlashingLib; ELIP-001, 002, 006, 012',
  'sources.rewards': 'EigenLayer rewards: RewardsCoordinator and the sidecar’s calculation',
  'sources.networks':
    'Durvasula and Roughgarden, Robust Restaking Networks, ITCS 2025, arXiv:2407.21785',
  'sources.cvar':
    'Rockafellar and Uryasev, Conditional value-at-risk for general loss distributions, 2002',
  'sources.euler':
    'Tasche, Capital allocation to business units and sub-portfolios: the Euler principle, arXiv:0708.2542',
  'sources.shock': 'Marshall and Olkin, A multivariate exponential distribution, 1967',
  'sources.beacon': 'Ethereum consensus specifications, Electra: slashing penalties',
  'sources.lido': 'Lido: TokenRebased and the APR of its API',
} as const
