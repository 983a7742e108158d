/**
 * Revert strings that Keel knows by name: stETH and older OpenZeppelin tokens revert with text, not with
 * custom errors. Keys are the names under which sentences are kept.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Lido stETH.
  [/^STAKE_LIMIT$/, 'STAKE_LIMIT'],
  [/^STAKING_PAUSED$/, 'STAKING_PAUSED'],
  [/^ZERO_DEPOSIT$/, 'ZERO_DEPOSIT'],
  [/^CONTRACT_IS_STOPPED$/, 'CONTRACT_IS_STOPPED'],
  [/^ALLOWANCE_EXCEEDED$/, 'ALLOWANCE_EXCEEDED'],
  [/^BALANCE_EXCEEDED$/, 'BALANCE_EXCEEDED'],
  [/^DEADLINE_EXPIRED$/, 'DEADLINE_EXPIRED'],
  [/^INVALID_SIGNATURE$/, 'INVALID_SIGNATURE'],
  // Lido wstETH.
  [/^wstETH: (can't wrap zero stETH|zero amount unwrap not allowed)$/, 'ZERO_DEPOSIT'],
  // OpenZeppelin 4 and its relatives.
  [/^(ERC20|SafeERC20).*(insufficient allowance|exceeds allowance)/i, 'ALLOWANCE_EXCEEDED'],
  [/^ERC20.*exceeds balance/i, 'BALANCE_EXCEEDED'],
  [/^ERC20Permit: expired deadline/i, 'DEADLINE_EXPIRED'],
  [/^ERC20Permit: invalid signature/i, 'INVALID_SIGNATURE'],
  [/^SafeERC20:/, 'TOKEN_CALL_FAILED'],
  [/^ERC20:/, 'TOKEN_CALL_FAILED'],
  [/^Pausable: paused/, 'CONTRACT_IS_STOPPED'],
  [/^Ownable: caller is not the owner/, 'NOT_OWNER'],
  [/^Initializable:/, 'NOT_INITIALIZED'],
  [/^ReentrancyGuard:/, 'REENTRANT'],
]

/** The name under which a revert string is known, or `undefined`. */
export function nameOfRevertString(text: string): string | undefined {
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1]
}

/** Names that {@link nameOfRevertString} can give, without repeats. */
export const revertStringNames: readonly string[] = [...new Set(PATTERNS.map(([, name]) => name))]
