export const placementPolicies = ['roundRobin', 'consistentHash'] as const;
export type PlacementPolicy = (typeof placementPolicies)[number];
