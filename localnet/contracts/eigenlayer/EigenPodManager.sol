// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {EigenPodBeacon} from './EigenPodBeacon.sol';
import {IDelegationManager} from './interfaces/IDelegationManager.sol';
import {IEigenPod} from './interfaces/IEigenPod.sol';
import {IEigenPodManager} from './interfaces/IEigenPodManager.sol';
import {IETHPOSDeposit} from './interfaces/IETHPOSDeposit.sol';
import {OperatorSet} from './libraries/OperatorSets.sol';
import {ShareMath, WAD} from './libraries/ShareMath.sol';
import {Owned} from './mixins/Owned.sol';
import {Pausable} from './mixins/Pausable.sol';

/// Makes pods and keeps the deposit shares of native ETH, one share a wei. A loss on the beacon
/// chain leaves the shares as they are and lowers the owner's slashing factor instead.
contract EigenPodManager is IEigenPodManager, Owned, Pausable {
    uint8 internal constant PAUSED_NEW_EIGENPODS = 0;

    address public constant beaconChainETHStrategy = 0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0;

    IETHPOSDeposit public immutable ethPOS;
    EigenPodBeacon public immutable eigenPodBeacon;
    IDelegationManager public immutable delegationManager;
    bytes32 private immutable _podCodeHash;

    mapping(address podOwner => address) public ownerToPod;
    uint256 public numPods;
    mapping(address podOwner => int256) public podOwnerDepositShares;
    uint256 public burnableETHShares;
    address public proofTimestampSetter;
    uint64 public pectraForkTimestamp;

    /// The factor can fall to 0, so whether it was ever set is kept apart.
    struct SlashingFactor {
        bool isSet;
        uint64 value;
    }

    mapping(address podOwner => SlashingFactor) private _slashingFactor;

    constructor(
        address _ethPOS,
        address _eigenPodBeacon,
        address _delegationManager,
        address _pauserRegistry,
        address initialOwner
    ) Owned(initialOwner) Pausable(_pauserRegistry) {
        ethPOS = IETHPOSDeposit(_ethPOS);
        eigenPodBeacon = EigenPodBeacon(_eigenPodBeacon);
        delegationManager = IDelegationManager(_delegationManager);
        _podCodeHash = keccak256(_podCode(EigenPodBeacon(_eigenPodBeacon).implementation()));
    }

    modifier onlyEigenPod(address podOwner) {
        require(msg.sender == ownerToPod[podOwner], OnlyEigenPod());
        _;
    }

    modifier onlyDelegationManager() {
        require(msg.sender == address(delegationManager), OnlyDelegationManager());
        _;
    }

    modifier onlyNativeETH(address strategy) {
        require(strategy == beaconChainETHStrategy, InvalidStrategy());
        _;
    }

    // Pods

    function createPod() external onlyWhenNotPaused(PAUSED_NEW_EIGENPODS) returns (address) {
        require(!hasPod(msg.sender), EigenPodAlreadyExists());
        return _deployPod();
    }

    /// Deposits 32 ETH for a validator of the caller's pod, which is made if it is missing.
    function stake(bytes calldata pubkey, bytes calldata signature, bytes32 depositDataRoot)
        external
        payable
        onlyWhenNotPaused(PAUSED_NEW_EIGENPODS)
    {
        address pod = ownerToPod[msg.sender];
        if (pod == address(0)) pod = _deployPod();
        IEigenPod(pod).stake{value: msg.value}(pubkey, signature, depositDataRoot);
    }

    /// A pod reports what its validators gained or lost since its last checkpoint.
    function recordBeaconChainETHBalanceUpdate(
        address podOwner,
        uint256 prevRestakedBalanceWei,
        int256 balanceDeltaWei
    ) external onlyEigenPod(podOwner) {
        require(podOwner != address(0), InputAddressZero());
        require(balanceDeltaWei % 1 gwei == 0, SharesNotMultipleOfGwei());
        int256 held = podOwnerDepositShares[podOwner];
        require(held >= 0, LegacyWithdrawalsNotCompleted());
        if (balanceDeltaWei > 0) {
            uint256 added = uint256(balanceDeltaWei);
            _addShares(podOwner, added);
            delegationManager.increaseDelegatedShares(
                podOwner, beaconChainETHStrategy, uint256(held), added
            );
        } else if (balanceDeltaWei < 0) {
            uint64 decrease = _reduceSlashingFactor(
                podOwner, prevRestakedBalanceWei, uint256(-balanceDeltaWei)
            );
            delegationManager.decreaseDelegatedShares(podOwner, uint256(held), decrease);
        }
    }

    // For the delegation manager

    function removeDepositShares(address staker, address strategy, uint256 depositSharesToRemove)
        external
        onlyDelegationManager
        onlyNativeETH(strategy)
        returns (uint256)
    {
        require(staker != address(0), InputAddressZero());
        int256 left = podOwnerDepositShares[staker] - int256(depositSharesToRemove);
        require(left >= 0, SharesNegative());
        podOwnerDepositShares[staker] = left;
        emit NewTotalShares(staker, left);
        return uint256(left);
    }

    function addShares(address staker, address strategy, uint256 shares)
        external
        onlyDelegationManager
        onlyNativeETH(strategy)
        returns (uint256 held, uint256)
    {
        require(staker != address(0), InputAddressZero());
        require(int256(shares) >= 0, SharesNegative());
        held = stakerDepositShares(staker, strategy);
        _addShares(staker, shares);
        return (held, shares);
    }

    function withdrawSharesAsTokens(address staker, address strategy, address, uint256 shares)
        external
        onlyDelegationManager
        onlyNativeETH(strategy)
    {
        require(staker != address(0), InputAddressZero());
        require(int256(shares) >= 0, SharesNegative());
        IEigenPod(ownerToPod[staker]).withdrawRestakedBeaconChainETH(staker, shares);
    }

    /// Slashed native ETH is counted and stays where it is.
    function increaseBurnOrRedistributableShares(
        OperatorSet calldata,
        uint256,
        address strategy,
        uint256 addedSharesToBurn
    ) external onlyDelegationManager onlyNativeETH(strategy) {
        burnableETHShares += addedSharesToBurn;
        emit BurnableETHSharesIncreased(addedSharesToBurn);
    }

    // Settings

    function setProofTimestampSetter(address newProofTimestampSetter) external onlyOwner {
        proofTimestampSetter = newProofTimestampSetter;
        emit ProofTimestampSetterSet(newProofTimestampSetter);
    }

    function setPectraForkTimestamp(uint64 timestamp) external {
        require(msg.sender == proofTimestampSetter, OnlyProofTimestampSetter());
        pectraForkTimestamp = timestamp;
        emit PectraForkTimestampSet(timestamp);
    }

    // Views

    /// The owner's pod, or the address it will have.
    function getPod(address podOwner) external view returns (address) {
        if (hasPod(podOwner)) return ownerToPod[podOwner];
        bytes32 hash = keccak256(
            abi.encodePacked(hex'ff', address(this), _salt(podOwner), _podCodeHash)
        );
        return address(uint160(uint256(hash)));
    }

    function hasPod(address podOwner) public view returns (bool) {
        return ownerToPod[podOwner] != address(0);
    }

    function beaconChainSlashingFactor(address podOwner) public view returns (uint64) {
        SlashingFactor storage factor = _slashingFactor[podOwner];
        return factor.isSet ? factor.value : WAD;
    }

    function stakerDepositShares(address user, address strategy)
        public
        view
        onlyNativeETH(strategy)
        returns (uint256 depositShares)
    {
        int256 held = podOwnerDepositShares[user];
        return held < 0 ? 0 : uint256(held);
    }

    // Parts

    function _deployPod() private returns (address pod) {
        bytes memory code = _podCode(eigenPodBeacon.implementation());
        bytes32 salt = _salt(msg.sender);
        assembly {
            pod := create2(0, add(code, 32), mload(code), salt)
        }
        require(pod != address(0), 'Create2: Failed on deploy');
        ++numPods;
        ownerToPod[msg.sender] = pod;
        IEigenPod(pod).initialize(msg.sender);
        emit PodDeployed(pod, msg.sender);
    }

    function _salt(address podOwner) private pure returns (bytes32) {
        return bytes32(uint256(uint160(podOwner)));
    }

    /// The 55 bytes of an ERC-1167 clone: everything is delegated to the implementation.
    function _podCode(address implementation) private pure returns (bytes memory) {
        return abi.encodePacked(
            hex'3d602d80600a3d3981f3363d3d373d3d3d363d73',
            implementation,
            hex'5af43d82803e903d91602b57fd5bf3'
        );
    }

    function _addShares(address podOwner, uint256 added) private {
        int256 total = podOwnerDepositShares[podOwner] + int256(added);
        podOwnerDepositShares[podOwner] = total;
        emit PodSharesUpdated(podOwner, int256(added));
        emit NewTotalShares(podOwner, total);
    }

    /// b' = floor(b * (before - loss) / before). Returns by how much it fell.
    function _reduceSlashingFactor(address podOwner, uint256 before, uint256 loss)
        private
        returns (uint64)
    {
        uint64 previous = beaconChainSlashingFactor(podOwner);
        uint64 next = uint64(ShareMath.mulDiv(previous, before - loss, before));
        _slashingFactor[podOwner] = SlashingFactor(true, next);
        emit BeaconChainSlashingFactorDecreased(podOwner, previous, next);
        return previous - next;
    }
}
