/** The file that jest-junit asks for the properties of a test suite. No door of the package: the reporter names it. */
import { propertiesOf } from './reporter/junit';

// eslint-disable-next-line no-restricted-syntax -- jest-junit calls the module itself
export = propertiesOf;
