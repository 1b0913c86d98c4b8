/** Left by assets/vendor/maplibre.js: given its address, it returns MapLibre's Map (any: its types are its own). */
declare var tellersMapLibre: ((address: string) => any) | undefined;
