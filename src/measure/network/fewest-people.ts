/** Fewer people than this are not spoken of: a number about them would be about somebody. */
export const fewestPeople = 5;
