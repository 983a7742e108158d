import { expect } from '@playwright/test'
import { test } from './fixtures/test.ts'

test('中文 from the address: headings hold no sentence in another script', async ({ page }) => {
  await page.goto('/?lang=zh')
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  for (const path of ['/', '/operators', '/deposit', '/portfolio', '/settings']) {
    await page.locator(`nav a[href="${path}"]`).first().click()
    await expect(page).toHaveURL((url) => url.pathname === path)
    await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0, {
      timeout: 45_000,
    })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Han}/u)
    const texts = [
      ...(await page.getByRole('heading').allTextContents()),
      ...(await page.getByRole('main').getByRole('button').allTextContents()),
    ].filter((text) => text.trim() !== '')
    expect(
      texts.filter((text) => /[A-Za-z’']{2,}( [A-Za-z’']{2,}){2}/.test(text)),
      path,
    ).toEqual([])
  }
})

test('changing the language in the settings keeps the page and is remembered', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await page.getByRole('radio', { name: '简体中文' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Han}/u)
  await expect(page).toHaveURL((url) => url.pathname === '/settings')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Han}/u)
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
})
