// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IOperatorRegistry, IOperatorSetRegistry} from './RewardsDependencies.sol';
import {RewardsAdmin} from './RewardsAdmin.sol';
import {TokenTransfers} from './TokenTransfers.sol';

/// Distribution roots, and the claims against them. A leaf holds what an earner has earned in a
/// token over all time; a claim pays what has not been paid of it.
abstract contract RewardsClaims is RewardsAdmin {
    using TokenTransfers for address;

    uint8 internal constant PAUSED_PROCESS_CLAIM = 2;
    uint8 internal constant PAUSED_SUBMIT_DISABLE_ROOTS = 3;

    /// Different first bytes keep leaves of the two trees, and leaves and nodes, apart.
    uint8 internal constant EARNER_LEAF_SALT = 0;
    uint8 internal constant TOKEN_LEAF_SALT = 1;

    DistributionRoot[] private _roots;
    uint32 public currRewardsCalculationEndTimestamp;
    mapping(address earner => address claimer) public claimerFor;
    mapping(address earner => mapping(address token => uint256 totalClaimed)) public
        cumulativeClaimed;

    function submitRoot(bytes32 root, uint32 rewardsCalculationEndTimestamp)
        external
        onlyWhenNotPaused(PAUSED_SUBMIT_DISABLE_ROOTS)
        onlyRewardsUpdater
    {
        if (rewardsCalculationEndTimestamp <= currRewardsCalculationEndTimestamp) {
            revert NewRootMustBeForNewCalculatedPeriod();
        }
        if (rewardsCalculationEndTimestamp >= block.timestamp) {
            revert RewardsEndTimestampNotElapsed();
        }
        uint32 activatedAt = uint32(block.timestamp) + activationDelay;
        uint32 rootIndex = uint32(_roots.length);
        _roots.push(DistributionRoot(root, rewardsCalculationEndTimestamp, activatedAt, false));
        currRewardsCalculationEndTimestamp = rewardsCalculationEndTimestamp;
        emit DistributionRootSubmitted(
            rootIndex, root, rewardsCalculationEndTimestamp, activatedAt
        );
    }

    function disableRoot(uint32 rootIndex)
        external
        onlyWhenNotPaused(PAUSED_SUBMIT_DISABLE_ROOTS)
        onlyRewardsUpdater
    {
        if (rootIndex >= _roots.length) revert InvalidRootIndex();
        DistributionRoot storage root = _roots[rootIndex];
        if (root.disabled) revert RootDisabled();
        if (block.timestamp >= root.activatedAt) revert RootAlreadyActivated();
        root.disabled = true;
        emit DistributionRootDisabled(rootIndex);
    }

    function processClaim(RewardsMerkleClaim calldata claim, address recipient)
        external
        onlyWhenNotPaused(PAUSED_PROCESS_CLAIM)
        nonReentrant
    {
        _processClaim(claim, recipient);
    }

    function processClaims(RewardsMerkleClaim[] calldata claims, address recipient)
        external
        onlyWhenNotPaused(PAUSED_PROCESS_CLAIM)
        nonReentrant
    {
        for (uint256 i = 0; i < claims.length; ++i) {
            _processClaim(claims[i], recipient);
        }
    }

    function setClaimerFor(address claimer) external {
        _setClaimer(msg.sender, claimer);
    }

    /// For operators and for AVSs with operator sets, whose key may be an admin's or appointee's.
    function setClaimerFor(address earner, address claimer) external checkCanCall(earner) {
        if (
            !IOperatorRegistry(delegationManager).isOperator(earner)
                && IOperatorSetRegistry(allocationManager).getOperatorSetCount(earner) == 0
        ) revert InvalidEarner();
        _setClaimer(earner, claimer);
    }

    function checkClaim(RewardsMerkleClaim calldata claim) external view returns (bool) {
        _checkClaim(claim, _roots[claim.rootIndex]);
        return true;
    }

    function getDistributionRootsLength() external view returns (uint256) {
        return _roots.length;
    }

    function getDistributionRootAtIndex(uint256 index)
        external
        view
        returns (DistributionRoot memory)
    {
        return _roots[index];
    }

    function getCurrentDistributionRoot() external view returns (DistributionRoot memory) {
        return _roots[_roots.length - 1];
    }

    /// The newest root that is active and not disabled; empty if there is none.
    function getCurrentClaimableDistributionRoot()
        external
        view
        returns (DistributionRoot memory root)
    {
        for (uint256 i = _roots.length; i > 0; --i) {
            DistributionRoot memory candidate = _roots[i - 1];
            if (!candidate.disabled && block.timestamp >= candidate.activatedAt) return candidate;
        }
    }

    function getRootIndexFromHash(bytes32 rootHash) external view returns (uint32) {
        for (uint256 i = _roots.length; i > 0; --i) {
            if (_roots[i - 1].root == rootHash) return uint32(i - 1);
        }
        revert InvalidRoot();
    }

    function calculateEarnerLeafHash(EarnerTreeMerkleLeaf calldata leaf)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encodePacked(EARNER_LEAF_SALT, leaf.earner, leaf.earnerTokenRoot));
    }

    function calculateTokenLeafHash(TokenTreeMerkleLeaf calldata leaf)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encodePacked(TOKEN_LEAF_SALT, leaf.token, leaf.cumulativeEarnings));
    }

    function _setClaimer(address earner, address claimer) private {
        emit ClaimerForSet(earner, claimerFor[earner], claimer);
        claimerFor[earner] = claimer;
    }

    function _processClaim(RewardsMerkleClaim calldata claim, address recipient) private {
        DistributionRoot memory root = _roots[claim.rootIndex];
        _checkClaim(claim, root);
        address earner = claim.earnerLeaf.earner;
        address claimer = claimerFor[earner];
        // Naming a claimer takes the right from the earner itself.
        if (msg.sender != (claimer == address(0) ? earner : claimer)) revert UnauthorizedCaller();
        for (uint256 i = 0; i < claim.tokenIndices.length; ++i) {
            TokenTreeMerkleLeaf calldata leaf = claim.tokenLeaves[i];
            uint256 before = cumulativeClaimed[earner][leaf.token];
            if (leaf.cumulativeEarnings <= before) revert EarningsNotGreaterThanClaimed();
            cumulativeClaimed[earner][leaf.token] = leaf.cumulativeEarnings;
            uint256 amount = leaf.cumulativeEarnings - before;
            leaf.token.push(recipient, amount);
            emit RewardsClaimed(root.root, earner, msg.sender, recipient, leaf.token, amount);
        }
    }

    function _checkClaim(RewardsMerkleClaim calldata claim, DistributionRoot memory root)
        private
        view
    {
        if (root.disabled) revert RootDisabled();
        if (block.timestamp < root.activatedAt) revert RootNotActivated();
        if (
            claim.tokenIndices.length != claim.tokenTreeProofs.length
                || claim.tokenTreeProofs.length != claim.tokenLeaves.length
        ) revert InputArrayLengthMismatch();
        if (!_isPosition(claim.earnerIndex, claim.earnerTreeProof)) revert InvalidEarnerLeafIndex();
        _requireIncluded(
            claim.earnerTreeProof,
            root.root,
            calculateEarnerLeafHash(claim.earnerLeaf),
            claim.earnerIndex
        );
        for (uint256 i = 0; i < claim.tokenIndices.length; ++i) {
            if (!_isPosition(claim.tokenIndices[i], claim.tokenTreeProofs[i])) {
                revert InvalidTokenLeafIndex();
            }
            _requireIncluded(
                claim.tokenTreeProofs[i],
                claim.earnerLeaf.earnerTokenRoot,
                calculateTokenLeafHash(claim.tokenLeaves[i]),
                claim.tokenIndices[i]
            );
        }
    }

    /// A tree with n levels of siblings has 2^n positions.
    function _isPosition(uint32 index, bytes calldata proof) private pure returns (bool) {
        return index < uint256(1) << (proof.length / 32);
    }

    /// Folds the siblings, bottom up, into the root that the leaf belongs to.
    function _requireIncluded(bytes calldata proof, bytes32 root, bytes32 leaf, uint256 index)
        private
        pure
    {
        if (root == bytes32(0)) revert EmptyRoot();
        if (proof.length % 32 != 0) revert InvalidProofLength();
        bytes32 node = leaf;
        for (uint256 at = 0; at < proof.length; at += 32) {
            bytes32 sibling = bytes32(proof[at:at + 32]);
            node = index % 2 == 0
                ? keccak256(abi.encodePacked(node, sibling))
                : keccak256(abi.encodePacked(sibling, node));
            index /= 2;
        }
        if (index != 0) revert InvalidIndex();
        if (node != root) revert InvalidClaimProof();
    }
}
