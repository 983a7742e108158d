// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Rounds of one feed, as Chainlink's aggregators store and announce them.
contract PriceAggregator {
    struct Round {
        int256 answer;
        uint256 updatedAt;
    }

    address private immutable _feed;
    uint8 public immutable decimals;
    uint256 public constant version = 4;
    string public description;
    uint256 public latestRound;
    mapping(uint256 roundId => Round) private _rounds;

    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);
    event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt);

    constructor(uint8 decimals_, string memory description_) {
        _feed = msg.sender;
        decimals = decimals_;
        description = description_;
    }

    function post(int256 answer, uint256 updatedAt, address startedBy) external {
        require(msg.sender == _feed, 'Only the feed posts');
        uint256 roundId = ++latestRound;
        _rounds[roundId] = Round(answer, updatedAt);
        emit NewRound(roundId, startedBy, updatedAt);
        emit AnswerUpdated(answer, roundId, updatedAt);
    }

    function round(uint256 roundId) public view returns (int256 answer, uint256 updatedAt) {
        require(roundId > 0 && roundId <= latestRound, 'No data present');
        return (_rounds[roundId].answer, _rounds[roundId].updatedAt);
    }

    function latestAnswer() external view returns (int256) {
        return _rounds[latestRound].answer;
    }

    function latestTimestamp() external view returns (uint256) {
        return _rounds[latestRound].updatedAt;
    }

    function latestRoundData()
        external
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        )
    {
        return getRoundData(uint80(latestRound));
    }

    function getRoundData(uint80 _roundId)
        public
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        )
    {
        (answer, updatedAt) = round(_roundId);
        return (_roundId, answer, updatedAt, updatedAt, _roundId);
    }
}

/// A price feed with the interface of Chainlink's proxies: the address that applications read.
/// Its round ids carry the phase in their upper bits; history is in the events of `aggregator()`.
contract PriceFeed {
    uint16 public constant phaseId = 1;
    address public immutable owner;
    PriceAggregator private immutable _aggregator;

    constructor(uint8 decimals_, string memory description_, address owner_) {
        owner = owner_;
        _aggregator = new PriceAggregator(decimals_, description_);
    }

    /// Local chain only: publishes a price as of now.
    function post(int256 answer) external {
        _post(answer, block.timestamp);
    }

    /// Local chain only: publishes a price with a time of its own, for instance a stale one.
    function post(int256 answer, uint256 updatedAt) external {
        _post(answer, updatedAt);
    }

    function aggregator() external view returns (address) {
        return address(_aggregator);
    }

    function phaseAggregators(uint16 id) external view returns (address) {
        return id == phaseId ? address(_aggregator) : address(0);
    }

    function decimals() external view returns (uint8) {
        return _aggregator.decimals();
    }

    function description() external view returns (string memory) {
        return _aggregator.description();
    }

    function version() external view returns (uint256) {
        return _aggregator.version();
    }

    function latestAnswer() external view returns (int256) {
        return _aggregator.latestAnswer();
    }

    function latestTimestamp() external view returns (uint256) {
        return _aggregator.latestTimestamp();
    }

    function latestRound() public view returns (uint256) {
        return (uint256(phaseId) << 64) | _aggregator.latestRound();
    }

    function latestRoundData()
        external
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        )
    {
        return getRoundData(uint80(latestRound()));
    }

    function getRoundData(uint80 _roundId)
        public
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        )
    {
        require(_roundId >> 64 == phaseId, 'No data present');
        (answer, updatedAt) = _aggregator.round(uint64(_roundId));
        return (_roundId, answer, updatedAt, updatedAt, _roundId);
    }

    function _post(int256 answer, uint256 updatedAt) private {
        require(msg.sender == owner, 'Only callable by owner');
        _aggregator.post(answer, updatedAt, msg.sender);
    }
}
