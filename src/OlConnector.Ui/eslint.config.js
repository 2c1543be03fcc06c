import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** What a person reads is a key in src/words: a bare text in a template, or in an attribute that is read aloud, does not pass. */
const bareStrings = ['error', {
  allowlist: ['·', '—', '–', '→', '›', '×', '%', '+', '/', ':', ',', '(', ')', '…', '‖'],
  attributes: { '/.+/': ['title', 'label', 'placeholder', 'aria-label', 'aria-description', 'alt', 'text', 'note', 'help', 'hint', 'description', 'name-of'] }
}]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/contract.d.ts', '*.d.ts'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: { 'vue/no-bare-strings-in-template': bareStrings }
  },
  {
    rules: {
      'max-len': ['error', { code: 150, ignoreRegExpLiterals: true }],
      'max-lines': ['warn', 200],
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'alert', 'confirm', 'prompt'],
      'no-restricted-imports': ['error', { paths: [
        { name: '@bitrix24/b24icons-vue', message: 'Import one icon: @bitrix24/b24icons-vue/outline/<Name>Icon.' },
        { name: 'vue-i18n', importNames: ['useI18n'], message: 'useWords of src/words takes only keys that exist.' }
      ] }],
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // How templates break their lines is left to their writer, within 150 columns.
      'vue/max-attributes-per-line': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/no-template-shadow': 'off'
    }
  },
  { files: ['src/words/index.ts'], rules: { 'no-restricted-imports': 'off' } },
  // Its buttons name parts for those who build screens.
  { files: ['src/gallery/**'], rules: { 'vue/no-bare-strings-in-template': 'off' } }
)
