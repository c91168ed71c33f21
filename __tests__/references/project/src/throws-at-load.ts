export const never = (): number => 1;

throw new RangeError('this module wants nobody');
