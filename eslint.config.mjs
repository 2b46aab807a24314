import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Only a main.ts knows the environment; everything else takes it as a parameter. */
const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Parse the environment in main.ts and pass the config down.',
};

/** What core may not reach for: it depends on its arguments alone. */
const impureGlobals = ['performance', 'crypto', 'process', 'setTimeout', 'setInterval'];

export default tseslint.config(
  { ignores: ['**/node_modules/**', '.whenly/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/main.ts', '**/*.test.ts', '**/test/**'],
    rules: { 'no-restricted-properties': ['error', noEnvironment] },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: {
      // Of two lists of restrictions only the later one counts: this one repeats the one above.
      'no-restricted-properties': [
        'error',
        noEnvironment,
        { object: 'Date', property: 'now', message: 'core has no clock: take the time as a parameter.' },
        { object: 'Math', property: 'random', message: 'core has no randomness: take it as a parameter.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'core has no clock: take the time as a parameter.',
        },
      ],
      'no-restricted-globals': [
        'error',
        ...impureGlobals.map((name) => ({
          name,
          message: 'core is pure: take what it gives as a parameter.',
        })),
      ],
    },
  },
  {
    files: ['local/**/*.mjs', '*.config.mjs', '.dependency-cruiser.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
    rules: { 'no-console': 'off' },
  },
);
