import { withLanes } from 'jest-lanes/config';

export default withLanes({ displayName: 'esm', transform: {} });
