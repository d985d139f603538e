export default {
  turbopack: {
    rules: {
      '*.{js,jsx,ts,tsx}': {
        condition: { all: ['node', { not: 'foreign' }] },
        loaders: ['@debugin/unplugin/loader'],
      },
    },
  },
}
