/** A value with its interval; low and high equal the estimate where there is none. */
export interface PanelPoint {
  x: number;
  estimate: number;
  low: number;
  high: number;
}
