// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IDelegationManager} from './interfaces/IDelegationManager.sol';
import {Owned} from './mixins/Owned.sol';
import {Pausable} from './mixins/Pausable.sol';
import {Signed} from './mixins/Signed.sol';

/// Registrations of operators with AVSs from before operator sets. The AVS calls, the operator has
/// signed; nothing can be slashed through such a registration.
contract AVSDirectory is Owned, Pausable, Signed {
    enum OperatorAVSRegistrationStatus {
        UNREGISTERED,
        REGISTERED
    }

    struct SignatureWithSaltAndExpiry {
        bytes signature;
        bytes32 salt;
        uint256 expiry;
    }

    uint8 internal constant PAUSED_OPERATOR_REGISTER_DEREGISTER_TO_AVS = 0;

    bytes32 public constant OPERATOR_AVS_REGISTRATION_TYPEHASH = keccak256(
        'OperatorAVSRegistration(address operator,address avs,bytes32 salt,uint256 expiry)'
    );
    bytes32 public constant OPERATOR_SET_REGISTRATION_TYPEHASH = keccak256(
        'OperatorSetRegistration(address avs,uint32[] operatorSetIds,bytes32 salt,uint256 expiry)'
    );
    bytes32 public constant OPERATOR_SET_FORCE_DEREGISTRATION_TYPEHASH = keccak256(
        'OperatorSetForceDeregistration(address avs,uint32[] operatorSetIds,bytes32 salt,uint256 expiry)'
    );

    IDelegationManager public immutable delegation;

    mapping(address avs => mapping(address operator => OperatorAVSRegistrationStatus)) public
        avsOperatorStatus;
    mapping(address operator => mapping(bytes32 salt => bool isSpent)) public operatorSaltIsSpent;

    event OperatorAVSRegistrationStatusUpdated(
        address indexed operator, address indexed avs, OperatorAVSRegistrationStatus status
    );
    event AVSMetadataURIUpdated(address indexed avs, string metadataURI);

    error OperatorAlreadyRegisteredToAVS();
    error OperatorNotRegisteredToAVS();
    error OperatorNotRegisteredToEigenLayer();
    error SaltSpent();

    constructor(
        address _delegation,
        address _pauserRegistry,
        string memory _version,
        address initialOwner
    ) Owned(initialOwner) Pausable(_pauserRegistry) Signed(_version) {
        delegation = IDelegationManager(_delegation);
    }

    /// Called by the AVS.
    function registerOperatorToAVS(
        address operator,
        SignatureWithSaltAndExpiry memory operatorSignature
    ) external onlyWhenNotPaused(PAUSED_OPERATOR_REGISTER_DEREGISTER_TO_AVS) {
        require(
            avsOperatorStatus[msg.sender][operator] != OperatorAVSRegistrationStatus.REGISTERED,
            OperatorAlreadyRegisteredToAVS()
        );
        require(!operatorSaltIsSpent[operator][operatorSignature.salt], SaltSpent());
        require(delegation.isOperator(operator), OperatorNotRegisteredToEigenLayer());
        bytes32 digest = calculateOperatorAVSRegistrationDigestHash(
            operator, msg.sender, operatorSignature.salt, operatorSignature.expiry
        );
        _checkSignature(operator, digest, operatorSignature.signature, operatorSignature.expiry);
        operatorSaltIsSpent[operator][operatorSignature.salt] = true;
        _updateStatus(operator, OperatorAVSRegistrationStatus.REGISTERED);
    }

    /// Called by the AVS; the operator is not asked.
    function deregisterOperatorFromAVS(address operator)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_REGISTER_DEREGISTER_TO_AVS)
    {
        require(
            avsOperatorStatus[msg.sender][operator] == OperatorAVSRegistrationStatus.REGISTERED,
            OperatorNotRegisteredToAVS()
        );
        _updateStatus(operator, OperatorAVSRegistrationStatus.UNREGISTERED);
    }

    function updateAVSMetadataURI(string calldata metadataURI) external {
        emit AVSMetadataURIUpdated(msg.sender, metadataURI);
    }

    /// Makes a signature of the caller's with this salt useless.
    function cancelSalt(bytes32 salt) external {
        require(!operatorSaltIsSpent[msg.sender][salt], SaltSpent());
        operatorSaltIsSpent[msg.sender][salt] = true;
    }

    function calculateOperatorAVSRegistrationDigestHash(
        address operator,
        address avs,
        bytes32 salt,
        uint256 expiry
    ) public view returns (bytes32) {
        return _digest(
            keccak256(abi.encode(OPERATOR_AVS_REGISTRATION_TYPEHASH, operator, avs, salt, expiry))
        );
    }

    function _updateStatus(address operator, OperatorAVSRegistrationStatus status) private {
        avsOperatorStatus[msg.sender][operator] = status;
        emit OperatorAVSRegistrationStatusUpdated(operator, msg.sender, status);
    }
}
