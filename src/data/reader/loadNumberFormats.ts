/*
 * A browser loads its number formats once for all threads of a page, which takes 50 ms on a desktop and 200 on a
 * phone: in the worker, beside the page, they are loaded before the page needs them.
 */
new Intl.NumberFormat('en-GB').format(0)
