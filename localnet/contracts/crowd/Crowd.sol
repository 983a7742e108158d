// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IAllocationManager} from '../eigenlayer/interfaces/IAllocationManager.sol';
import {IDelegationManager} from '../eigenlayer/interfaces/IDelegationManager.sol';
import {OperatorSet} from '../eigenlayer/libraries/OperatorSets.sol';

interface ICrowdAllocations {
    function updateAVSMetadataURI(address avs, string calldata metadataURI) external;
    function createOperatorSets(address avs, IAllocationManager.CreateSetParams[] calldata params)
        external;
    function registerForOperatorSets(
        address operator,
        IAllocationManager.RegisterParams calldata params
    ) external;
    function modifyAllocations(
        address operator,
        IAllocationManager.AllocateParams[] calldata params
    ) external;
}

interface ICrowdDelegations {
    function registerAsOperator(address approver, uint32 allocationDelay, string calldata uri)
        external;
    function delegateTo(
        address operator,
        IDelegationManager.SignatureWithExpiry calldata signature,
        bytes32 salt
    ) external;
    function undelegate(address staker) external returns (bytes32[] memory);
}

interface ICrowdDeposits {
    function depositIntoStrategy(address strategy, address token, uint256 amount)
        external
        returns (uint256);
}

interface ICrowdToken {
    function submit(address referral) external payable returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function approve(address spender, uint256 amount) external returns (bool);
}

/// One AVS with one operator set; lets every operator in.
contract CrowdAvs {
    constructor(ICrowdAllocations allocations, string memory uri, address[] memory strategies) {
        allocations.updateAVSMetadataURI(address(this), uri);
        IAllocationManager.CreateSetParams[] memory sets =
            new IAllocationManager.CreateSetParams[](1);
        sets[0] = IAllocationManager.CreateSetParams(0, strategies);
        allocations.createOperatorSets(address(this), sets);
    }

    function registerOperator(address, address, uint32[] calldata, bytes calldata) external {}

    function deregisterOperator(address, address, uint32[] calldata) external {}

    function supportsAVS(address avs) external view returns (bool) {
        return avs == address(this);
    }
}

/// An operator that secures what it is told to.
contract CrowdOperator {
    address immutable crowd;

    constructor(ICrowdDelegations delegations, string memory uri) {
        crowd = msg.sender;
        delegations.registerAsOperator(address(0), 0, uri);
    }

    function secure(
        ICrowdAllocations allocations,
        address strategy,
        address[] calldata avss,
        uint64[] calldata magnitudes
    ) external {
        require(msg.sender == crowd);
        address[] memory strategies = new address[](1);
        strategies[0] = strategy;
        uint32[] memory ids = new uint32[](1);
        IAllocationManager.AllocateParams[] memory changes =
            new IAllocationManager.AllocateParams[](avss.length);
        for (uint256 i; i < avss.length; i++) {
            allocations.registerForOperatorSets(
                address(this), IAllocationManager.RegisterParams(avss[i], ids, '')
            );
            uint64[] memory magnitude = new uint64[](1);
            magnitude[0] = magnitudes[i];
            changes[i] = IAllocationManager.AllocateParams(
                OperatorSet(avss[i], 0), strategies, magnitude
            );
        }
        allocations.modifyAllocations(address(this), changes);
    }
}

/// A restaker: deposits what it has and delegates; some of them leave again.
contract CrowdRestaker {
    function join(
        ICrowdDeposits deposits,
        ICrowdDelegations delegations,
        address strategy,
        ICrowdToken token,
        address operator,
        uint256 amount,
        bool leaves
    ) external {
        token.approve(address(deposits), amount);
        deposits.depositIntoStrategy(strategy, address(token), amount);
        delegations.delegateTo(
            operator, IDelegationManager.SignatureWithExpiry('', 0), bytes32(0)
        );
        if (leaves) {
            delegations.undelegate(address(this));
        }
    }
}

/// Makes many operators, AVSs and restakers in few transactions, to see how Keel bears them.
contract Crowd {
    ICrowdAllocations immutable allocations;
    ICrowdDelegations immutable delegations;
    ICrowdDeposits immutable deposits;
    ICrowdToken immutable token;
    address immutable strategy;

    address[] public operators;
    address[] public avss;

    constructor(
        ICrowdAllocations _allocations,
        ICrowdDelegations _delegations,
        ICrowdDeposits _deposits,
        ICrowdToken _token,
        address _strategy
    ) {
        allocations = _allocations;
        delegations = _delegations;
        deposits = _deposits;
        token = _token;
        strategy = _strategy;
    }

    /// Turns ether into what restakers deposit.
    function stake() external payable {
        token.submit{value: msg.value}(address(0));
    }

    function addAvss(string[] calldata uris) external {
        address[] memory strategies = new address[](1);
        strategies[0] = strategy;
        for (uint256 i; i < uris.length; i++) {
            avss.push(address(new CrowdAvs(allocations, uris[i], strategies)));
        }
    }

    function addOperators(string[] calldata uris) external {
        for (uint256 i; i < uris.length; i++) {
            operators.push(address(new CrowdOperator(delegations, uris[i])));
        }
    }

    /// Each operator from `first` on registers for the sets of its AVSs and allocates to them.
    function secure(uint256 first, uint256[][] calldata picks, uint64[][] calldata magnitudes)
        external
    {
        for (uint256 i; i < picks.length; i++) {
            address[] memory chosen = new address[](picks[i].length);
            for (uint256 j; j < chosen.length; j++) {
                chosen[j] = avss[picks[i][j]];
            }
            CrowdOperator(operators[first + i]).secure(
                allocations, strategy, chosen, magnitudes[i]
            );
        }
    }

    function addRestakers(
        uint256[] calldata operatorOf,
        uint256[] calldata amounts,
        bool[] calldata leaves
    ) external {
        for (uint256 i; i < operatorOf.length; i++) {
            CrowdRestaker restaker = new CrowdRestaker();
            token.transfer(address(restaker), amounts[i]);
            restaker.join(
                deposits,
                delegations,
                strategy,
                token,
                operators[operatorOf[i]],
                amounts[i] - 2,
                leaves[i]
            );
        }
    }
}
