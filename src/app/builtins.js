// The build puts these in the place of the globals of the same names. A script's globals may be looked up through a
// host on every use (they are in a vm context); a name of its own costs nothing, and the hot loops use them per cell.
const builtIns = {
  Array,
  DataView,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Set,
  String,
  Float64Array,
  Int32Array,
  Uint8Array,
};
const {
  Array: array,
  DataView: dataView,
  JSON: json,
  Map: map,
  Math: math,
  Number: number,
  Object: object,
  Set: set,
  String: string,
  Float64Array: float64Array,
  Int32Array: int32Array,
  Uint8Array: uint8Array,
} = builtIns;

export {
  array as Array,
  dataView as DataView,
  float64Array as Float64Array,
  int32Array as Int32Array,
  json as JSON,
  map as Map,
  math as Math,
  number as Number,
  object as Object,
  set as Set,
  string as String,
  uint8Array as Uint8Array,
};
