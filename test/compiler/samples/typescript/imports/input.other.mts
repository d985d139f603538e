export type Other = number
export const value: Other = 5
